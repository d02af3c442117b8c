using Survey.Api.Forms;
using Survey.Db.Cases;

namespace Survey.Api.Cases;

public sealed record CasesView
{
    public required CasePage Found { get; init; }
    public required CaseFilter Filter { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public required IReadOnlyList<CaseUnit> Units { get; init; }

    /// <summary>Those that the viewer may take up and nobody has.</summary>
    public required IReadOnlyList<CaseFinding> Findings { get; init; }

    public required RecheckCount Rechecks { get; init; }
    public required bool RunsProgramme { get; init; }
}

public sealed record NewCaseView
{
    public required CaseProposal Proposal { get; init; }
    public required FormState Form { get; init; }

    /// <summary>Of this page, without an example.</summary>
    public required string Address { get; init; }

    public required DateOnly Today { get; init; }
}

public sealed record CasePageView
{
    public required CaseView Case { get; init; }

    /// <summary>The wave that could ask earlier; null: none is coming, or the case is not done.</summary>
    public NextMeasurement? Next { get; init; }

    /// <summary>The wave that is expected to ask earlier, as somebody wanted; null: nobody did, or none of the next waves can.</summary>
    public NextMeasurement? Early { get; init; }

    /// <summary>The name of what was done; null: nothing.</summary>
    public string? Done { get; init; }

    /// <summary>Why something was not done that is no form with fields.</summary>
    public FormState? Refused { get; init; }

    public FormState Writing { get; init; } = new(FormEntries.Empty);
    public FormState Withdrawing { get; init; } = new(FormEntries.Empty);
}

public sealed record ChangeCaseView
{
    public required CaseView Case { get; init; }
    public required IReadOnlyList<CaseLead> Owners { get; init; }
    public required IReadOnlyList<CaseLead> Others { get; init; }
    public required NextMeasurement? Next { get; init; }
    public required FormState Form { get; init; }
    public required DateOnly Today { get; init; }
}
