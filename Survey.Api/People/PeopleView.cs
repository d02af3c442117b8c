using Survey.Api.Forms;
using Survey.Db.Languages;
using Survey.Db.People;
using Survey.Db.Programme;

namespace Survey.Api.People;

public sealed record PeopleView
{
    public required PersonSearch Search { get; init; }
    public required int Total { get; init; }

    /// <summary>Nobody is stored at all.</summary>
    public required bool IsEmpty { get; init; }

    public required int Pages { get; init; }
    public required IReadOnlyList<ListedPerson> People { get; init; }
}

public sealed record PersonView
{
    /// <summary>Null: somebody new.</summary>
    public PersonRecord? Person { get; init; }

    public required FormState Form { get; init; }
    public required IReadOnlyDictionary<string, LocalizedText> Units { get; init; }
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>Invitations that failed or bounced.</summary>
    public IReadOnlyList<UndeliveredMail> Undelivered { get; init; } = [];

    /// <summary>"added", "changed"; null: nothing was done.</summary>
    public string? Done { get; init; }
}
