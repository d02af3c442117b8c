using Survey.Db;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Steps of earlier versions that the newest does not have.</summary>
internal static class RetiredSteps
{
    /// <param name="versions">The newest first.</param>
    public static IReadOnlyList<BreakdownPoint> Of(IReadOnlyList<QuestionnaireVersion> versions) =>
        [
            .. versions
                .Skip(1)
                .SelectMany(version => version.Questionnaire.BreakdownPoints)
                .DistinctBy(step => step.Code)
                .Where(step => versions[0].Questionnaire.Items.All(item => item.Key != step.Code)),
        ];

    public static async Task<BreakdownPoint?> FindAsync(Database database, string code, string step, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var versions = await QuestionnaireVersion.ListAsync(connection, code, ct);
        return versions.Count == 0 ? null : Of(versions).FirstOrDefault(one => one.Code == step);
    }
}
