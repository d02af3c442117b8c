namespace Survey.Api.Demo;

/// <summary>What the demo's leads do about their results.</summary>
/// <param name="NotLooked">Relationships whose last results nobody has looked at yet.</param>
internal sealed record DemoStory(
    IReadOnlyList<DemoCase> Cases,
    IReadOnlyList<DemoAnnouncement> Announcements,
    IReadOnlyList<DemoRecognition> Recognitions,
    IReadOnlyList<string> NotLooked
)
{
    public static DemoStory Read() => DemoFiles.Read<DemoStory>("story.json");
}

/// <param name="Turn">After the sealing of which wave of the relationship; 0: the first.</param>
/// <param name="Lead">Address of the provider's lead, who owns it.</param>
/// <param name="DueAfter">In days from the opening, like DoneAfter.</param>
/// <param name="AgreedBy">Address; null: nobody agrees.</param>
/// <param name="Note">Written by the one who agrees.</param>
/// <param name="DoneAfter">Null: never.</param>
internal sealed record DemoCase(
    string Relationship,
    string Step,
    int Turn,
    string Lead,
    string Change,
    int DueAfter,
    string? AgreedBy,
    string? Note,
    int? DoneAfter
);

/// <param name="After">In days from the sealing.</param>
/// <param name="Texts">By language.</param>
internal sealed record DemoAnnouncement(string Relationship, int Turn, string By, int After, Dictionary<string, string> Texts);

/// <param name="Item">Of the figure that goes along; null: none.</param>
/// <param name="Thanks">How many.</param>
internal sealed record DemoRecognition(string Relationship, int Turn, string By, string? Item, int Thanks);
