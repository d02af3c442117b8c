using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>What an attacker has: everything that was published of a wave, and what everybody in the organisation may know.</summary>
/// <param name="Truth">What was really answered, value by value; only says which cells have answers and how many.</param>
/// <param name="Scales">Of every item.</param>
internal sealed record AuditedWave(
    IReadOnlyList<PublicationCell> Cells,
    IReadOnlyList<PublishedFigure> Figures,
    IReadOnlyList<AuditedRelationship> Relationships,
    IReadOnlyList<AuditedGroup> Groups,
    IReadOnlyDictionary<long, long?> Parents,
    IReadOnlyDictionary<(long Group, string Item), int[]> Truth,
    IReadOnlyDictionary<string, AuditedScale> Scales)
{
    /// <summary>What publishing makes of a wave.</summary>
    public static AuditedWave Of(MadeWave made)
    {
        var wave = made.Figures();
        return Of(made, wave.Figures, made.Participation(wave)) with { Whole = wave.Items };
    }

    /// <summary>What was published of a wave, as everybody reads it.</summary>
    public static async Task<AuditedWave> ReadAsync(NpgsqlConnection connection, long waveId)
    {
        var made = new MadeWave(
            await PublicationFrame.ReadAsync(connection, waveId, default), await Histograms.AnswersAsync(connection, waveId, default),
            await Histograms.ContactsAsync(connection, waveId, default));
        var cells = await FigureReading.CellsAsync(connection, "wave_id = @waveId", new { waveId }, default);
        return Of(
            made, [.. cells.SelectMany(cell => cell.Figures.Values)],
            cells.Select(cell => cell.Participation).OfType<PublishedParticipation>());
    }

    private static AuditedWave Of(MadeWave made, IReadOnlyList<PublishedFigure> figures, IEnumerable<PublishedParticipation> participation)
    {
        var told = participation.ToDictionary(row => row.CellId);
        var several = made.Frame.Questionnaires.Values.SelectMany(journey => journey.Questions).Where(question => question.Kind == QuestionKind.Choices)
            .DistinctBy(question => question.Key).ToDictionary(question => question.Key, question => question.Options!.Count);
        return new(
            made.Frame.Cells, [.. figures.SelectMany(figure => AuditedScale.Apart(figure, several))],
            [.. made.Frame.Cells.Where(cell => cell.Kind == CellKind.Relationship).Select(cell => Relationship(
                made, cell, told[cell.Id], figures.Any(figure => figure is { Item: Item.Overall, IsCoarse: true } && figure.CellId == cell.Id)))],
            [.. made.Frame.Groups.Select(group => new AuditedGroup(group.Id, group.RelationshipId, group.CustomerUnitId, group.Employment, group.Reached))],
            made.Frame.Parents, made.Truth(), AuditedScale.OfAll(made.Frame.Questionnaires.Values));
    }

    /// <param name="isSmall">Few rated it.</param>
    private static AuditedRelationship Relationship(MadeWave made, PublicationCell cell, PublishedParticipation participation, bool isSmall)
    {
        var row = made.Frame.Relationship(cell.RelationshipId!.Value);
        var groups = made.Frame.GroupsOf(row.RelationshipId).Select(group => group.Id).ToHashSet();
        var contacts = made.Contacts.Where(count => groups.Contains(count.ReportingGroupId)).ToLookup(count => count.Contact, count => count.Count);
        // Fewer without contact than the minimum count as if they had not answered.
        var (rated, others) = (contacts[true].Sum(), contacts[false].Sum() is var few && few < row.MinimumGroup ? 0 : few);
        if (isSmall && others > 0)
        {
            rated = Math.Min((row.MinimumGroup + 9) / 2, row.Customers - others ?? 9);
        }
        return new(
            row.RelationshipId, row.ProviderUnitId, row.CustomerUnitId,
            row.Customers is { } customers ? rated == 0 ? 0 : customers * rated / (double)(rated + others) : null,
            Told.Most(participation));
    }

    /// <summary>Everything that was answered, for waves that were made.</summary>
    public IReadOnlyList<CellItem> Whole { get; private init; } = [];

    /// <summary>
    /// What is hidden although it has enough answers; parts of hidden relationships, and what goes with a hidden overall rating, apart. Without
    /// relationships of few answers, which would, if shown, stand otherwise in roll-ups.
    /// </summary>
    public IEnumerable<CellItem> Complementary()
    {
        var hidden = Figures.Where(figure => figure.Shown == Shown.Hidden).Select(figure => (figure.CellId, figure.Item)).ToHashSet();
        return Whole.Where(item => item.IsMean && (item.Item == "overall" || !hidden.Contains((item.Cell.Id, "overall"))) && item.People >= item.Cell.MinimumGroup && hidden.Contains((item.Cell.Id, item.Item)))
            .Where(item => item.Cell.Kind != CellKind.Relationship || item.People >= 10)
            .Where(item => item.Cell.Kind is not (CellKind.RelationshipUnit or CellKind.RelationshipEmployment)
                || !hidden.Contains((Cells.First(cell => cell.Kind == CellKind.Relationship && cell.RelationshipId == item.Cell.RelationshipId).Id, item.Item)));
    }

    /// <summary>The same with one more figure.</summary>
    public AuditedWave Showing(CellItem item) => this with
    {
        Figures = [.. Figures.Select(figure => (figure.CellId, figure.Item) == (item.Cell.Id, item.Item)
            ? Survey.Reports.Publishing.Figures.Of(item, hidden: false) : figure.Counts is { } counts && counts.Sum() != figure.N ? figure with { Counts = null, Favourable = null } : figure)],
    };
}

/// <param name="Weight">The customers with contact, whom its answers stand for in a roll-up; null: unknown.</param>
/// <param name="Most">How many can have answered, as far as participation tells; null: unknown.</param>
internal sealed record AuditedRelationship(long Id, long Provider, long Customer, double? Weight, int? Most);

/// <param name="Most">How many were invited; null: unknown.</param>
internal sealed record AuditedGroup(long Id, long Relationship, long Unit, string? Employment, int? Most);

/// <param name="Cell">Null: people whom no cell keeps apart.</param>
internal sealed record Finding(PublicationCell? Cell, string Item, string What);
