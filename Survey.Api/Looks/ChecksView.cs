using Survey.Db.Looks;

namespace Survey.Api.Looks;

public sealed record ChecksView
{
    public required CheckCalendar Calendar { get; init; }

    public required int WithinDays { get; init; }

    public required bool OnlyOverdue { get; init; }

    public IReadOnlyList<CheckedRelationship> Shown => [.. Calendar.Checks.Where(check => !OnlyOverdue || check.IsOverdue(Calendar.Today))];

    public int Count(CheckState state) => Calendar.Checks.Count(check => check.StateOn(Calendar.Today) == state);
}
