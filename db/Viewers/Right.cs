namespace Survey.Db.Viewers;

/// <summary>What somebody may do, in a <see cref="RightScope"/>. <see cref="RoleRights"/> says which role gives which right.</summary>
public enum Right
{
    /// <summary>Published results. In a unit: of pairs in which it takes part.</summary>
    ReadResults,

    /// <summary>Comments, contact and thanks. In a unit: on what it provides.</summary>
    ReadComments,

    /// <summary>Mails that were not delivered, letters, removal of comments.</summary>
    RunProgramme,

    /// <summary>Whether and when waves open, and what happens to mails held after a restore.</summary>
    DecideWaves,
    ManageAccess,
    ReadLog,

    /// <summary>How the programme runs, without people and results.</summary>
    Operate,
}
