using Survey.Api.Shared;
using Survey.Db.Viewers;

namespace Survey.Api.Cases;

/// <summary>Acting on results. db/Cases decides which cases a viewer may see and what to do with them; the rest is not found.</summary>
internal static class CaseEndpoints
{
    public const string All = "/cases";

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        cases.MapGet(All, CaseListEndpoints.ListAsync);
        cases.MapGet(All + ".csv", CaseListEndpoints.CsvAsync);
        cases.MapGet(All + "/new", NewCaseEndpoints.ShowAsync);
        cases.MapPost(All + "/new", NewCaseEndpoints.OpenAsync);
        var one = cases.MapGroup(All + "/{id:guid}");
        one.MapGet("", CasePageEndpoints.ShowAsync);
        one.MapPost("/agree", CasePageEndpoints.AgreeAsync);
        one.MapPost("/done", CasePageEndpoints.DoneAsync);
        one.MapPost("/earlier", CasePageEndpoints.AskEarlierAsync);
        one.MapPost("/write", CasePageEndpoints.WriteAsync);
        one.MapPost("/withdraw", CasePageEndpoints.WithdrawAsync);
        one.MapGet("/change", ChangeCaseEndpoints.ShowAsync);
        one.MapPost("/change", ChangeCaseEndpoints.ChangeAsync);
    }

    public static string Address(Guid id) => $"{All}/{id}";
}
