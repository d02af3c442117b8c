using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>A shown figure that may need somebody's attention: a relationship's overall rating or one of its steps.</summary>
/// <param name="Kind">Of the relationship.</param>
/// <param name="Item"><c>overall</c> or the code of a breakdown point.</param>
/// <param name="Step">Name of the breakdown point; null for the overall rating.</param>
/// <param name="Target">What the provider promises at the step; null when nothing is promised.</param>
public sealed record AttentionFigure(
    string Code, string Kind, LocalizedText Provider, LocalizedText Customer, bool CustomerIsRoot,
    string Item, LocalizedText? Step, double? Target,
    string Shown, int? N, string? NBand, double? Value, double? Low, double? High, bool Census)
{
    public bool IsUnderTarget => Target is { } target && Value < target;

    /// <summary>Under its target for certain: the whole interval is, or everybody was asked and answered.</summary>
    public bool IsCertainlyUnderTarget => IsUnderTarget && (High is { } high ? high < Target : Census);
}

/// <param name="Overall">Null: hidden.</param>
/// <param name="Missed">Steps under their target for certain, the widest gap first.</param>
public sealed record AttentionRelationship(
    string Code, string Kind, LocalizedText Provider, LocalizedText Customer, bool CustomerIsRoot,
    AttentionFigure? Overall, IReadOnlyList<AttentionFigure> Missed);

/// <summary>What somebody should look at first in a sealed wave.</summary>
public static class Attention
{
    /// <summary>
    /// The relationships that the viewer may see, the one that needs most attention first: those that miss a standard for certain,
    /// then by overall rating; those without a shown overall rating last.
    /// </summary>
    public static async Task<IReadOnlyList<AttentionRelationship>> ReadAsync(
        NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct) =>
        Order(await FiguresAsync(connection, viewer, waveId, ct));

    internal static IReadOnlyList<AttentionRelationship> Order(IEnumerable<AttentionFigure> figures) =>
    [
        .. figures.GroupBy(figure => figure.Code).Select(Relationship)
            .OrderBy(row => row.Missed.Count == 0)
            .ThenBy(row => row.Overall?.Value ?? double.MaxValue)
            .ThenBy(row => row.Code, StringComparer.OrdinalIgnoreCase),
    ];

    private static AttentionRelationship Relationship(IGrouping<string, AttentionFigure> figures)
    {
        var first = figures.First();
        return new AttentionRelationship(
            first.Code, first.Kind, first.Provider, first.Customer, first.CustomerIsRoot,
            figures.SingleOrDefault(figure => figure.Item == "overall" && figure.Shown != Shown.Hidden),
            [.. figures.Where(figure => figure.IsCertainlyUnderTarget).OrderBy(figure => figure.Value - figure.Target)]);
    }

    private static Task<IReadOnlyList<AttentionFigure>> FiguresAsync(
        NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct) =>
        connection.ListAsync<AttentionFigure>("""
            with point as (
                select questionnaire.id as questionnaire_id, point ->> 'code' as code, point -> 'name' as name,
                       (point -> 'standard' ->> 'target')::float8 as target
                from questionnaire
                cross join jsonb_array_elements(questionnaire.document -> 'breakdownPoints') point
                where questionnaire.id in (select questionnaire_id from wave_relationship where wave_id = @waveId)
            )
            select relationship.code, relationship.kind, provider.names as provider, customer.names as customer,
                   customer.parent_id is null as customer_is_root,
                   figure.item, point.name as step, point.target,
                   figure.shown, figure.n, figure.n_band, figure.value, figure.low, figure.high, figure.census
            from wave_relationship relationship
            join wave on wave.id = relationship.wave_id and wave.state = 'sealed'
            join wave_unit provider on provider.wave_id = wave.id and provider.unit_id = relationship.provider_unit_id
            join wave_unit customer on customer.wave_id = wave.id and customer.unit_id = relationship.customer_unit_id
            join publication_cell cell
              on cell.wave_id = wave.id and cell.kind = 'relationship' and cell.relationship_id = relationship.relationship_id
            join published_figure figure on figure.cell_id = cell.id
            left join point on point.questionnaire_id = relationship.questionnaire_id and point.code = figure.item
            where relationship.wave_id = @waveId and relationship.not_asked is null
              and (figure.item = 'overall' or point.target is not null)
              and (@IsHr or relationship.provider_unit_id = any(@led) or relationship.customer_unit_id = any(@led))
            """, new { waveId, viewer.IsHr, led = viewer.LedUnitIds.ToArray() }, ct);
}
