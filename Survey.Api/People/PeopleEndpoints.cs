using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Viewers;

namespace Survey.Api.People;

/// <summary>Who is asked. Nothing here tells who answered, was reminded or opted out.</summary>
internal static class PeopleEndpoints
{
    public const string List = "/programme/people";

    private const int LongestSearch = 100;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("").Requires(Right.RunProgramme);
        people.MapGet(List, ListAsync);
        people.MapGet(List + ".csv", PeopleFile.CsvAsync);
        people.MapGet(List + ".xlsx", PeopleFile.XlsxAsync);
        people.MapGet(List + "/new", PersonEndpoints.ShowNewAsync);
        people.MapPost(List + "/new", PersonEndpoints.AddAsync);
        people.MapGet(List + "/{id:long}", PersonEndpoints.ShowAsync);
        people.MapPost(List + "/{id:long}", PersonEndpoints.ChangeAsync);
    }

    private static async Task<RazorComponentResult<PeoplePage>> ListAsync(
        string? search,
        string? who,
        string? sort,
        int? page,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var text = (search ?? "").Trim();
        var asked = new PersonSearch(
            text.Length > LongestSearch ? text[..LongestSearch] : text,
            Known(PersonList.Groups, who),
            Known(PersonList.Sorts, sort),
            1
        );
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var connection = await database.OpenAsync(ct);
        var total = await PersonList.CountAsync(connection, asked, today, ct);
        var pages = Math.Max(1, (total + PersonList.PageSize - 1) / PersonList.PageSize);
        asked = asked with { Page = Math.Clamp(page ?? 1, 1, pages) };
        return PeoplePage.Of(
            visitor,
            new()
            {
                Search = asked,
                Total = total,
                IsEmpty = total == 0 && await PersonList.CountAsync(connection, new("", "all", asked.Sort, 1), today, ct) == 0,
                Pages = pages,
                People = await PersonList.PageAsync(connection, asked, today, ct),
            }
        );
    }

    /// <summary>The first, if none is asked for.</summary>
    private static string Known(IReadOnlyList<string> values, string? asked) =>
        asked is not null && values.Contains(asked) ? asked : values[0];
}
