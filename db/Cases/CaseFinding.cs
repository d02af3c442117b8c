using Survey.Db.Results;

namespace Survey.Db.Cases;

/// <summary>A shown figure of a service's last sealed wave that asks for something to be done.</summary>
/// <param name="CaseId">The case that goes on about it; null: none.</param>
/// <param name="IsTakenUp">A case goes on about it, or one that has ended answers this very figure.</param>
/// <param name="MayTakeUp">The viewer may open a case, and none goes on.</param>
public sealed record CaseFinding(SealedWave Wave, AttentionFigure Figure, Guid? CaseId, bool IsTakenUp, bool MayTakeUp)
{
    /// <summary>overall or a step's code.</summary>
    public string Item => Figure.Figure.Item;

    public bool MissesTarget => Figure.MissesTarget;

    public bool IsWeak => Figure.IsWeak;

    public bool GotWorse => Figure.AgainstBefore?.CalledAlike == Verdict.Worse;

    /// <summary>On the scale; see <see cref="NextMeasurement.NoticeableChange"/>.</summary>
    public double? NoticeableChange => NextMeasurement.NoticeableChange(Figure.Figure);
}
