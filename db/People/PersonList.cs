using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.People;

public sealed record ListedPerson(
    long Id,
    string Name,
    string? Email,
    string? ExternalId,
    LocalizedText UnitNames,
    Employment Employment,
    DateOnly? ActiveFrom,
    DateOnly? ActiveTo
);

/// <param name="Who">One of <see cref="PersonList.Groups"/>.</param>
/// <param name="Sort">One of <see cref="PersonList.Sorts"/>.</param>
public sealed record PersonSearch(string Text, string Who, string Sort, int Page);

public static class PersonList
{
    public const int PageSize = 50;

    public static IReadOnlyList<string> Groups { get; } = ["active", "left", "all"];

    public static IReadOnlyList<string> Sorts { get; } = ["name", "unit", "email", "last_day"];

    private const string Matches = """
        from person join unit on unit.id = person.unit_id
        where (@pattern = '%%' or person.name ilike @pattern or person.email ilike @pattern or person.external_id ilike @pattern
               or unit.code ilike @pattern or unit.names::text ilike @pattern)
          and (@Who = 'all' or (coalesce(person.active_to, 'infinity') >= @today) = (@Who = 'active'))
        """;

    public static Task<int> CountAsync(NpgsqlConnection connection, PersonSearch search, DateOnly today, CancellationToken ct) =>
        connection.OneAsync<int>($"select count(*)::int {Matches}", Parameters(search, today), ct);

    public static Task<IReadOnlyList<ListedPerson>> PageAsync(
        NpgsqlConnection connection,
        PersonSearch search,
        DateOnly today,
        CancellationToken ct
    ) =>
        connection.ListAsync<ListedPerson>(
            $"""
            select person.id, person.name, person.email, person.external_id, unit.names as unit_names, person.employment,
                   person.active_from, person.active_to
            {Matches}
            order by case @Sort when 'unit' then lower(unit.names ->> 'en') when 'email' then lower(person.email)
                                when 'last_day' then person.active_to::text end nulls last, lower(person.name), person.id
            limit {PageSize} offset @offset
            """,
            Parameters(search, today),
            ct
        );

    private static object Parameters(PersonSearch search, DateOnly today) =>
        new
        {
            pattern = $"%{search.Text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%",
            search.Who,
            search.Sort,
            today,
            offset = (search.Page - 1) * PageSize,
        };
}
