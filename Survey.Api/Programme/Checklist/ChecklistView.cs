namespace Survey.Api.Programme.Checklist;

public sealed record ChecklistView(IReadOnlyList<SetUpStep> Steps);
