using Survey.Db.Results;

namespace Survey.Api.Reports;

/// <summary>A relationship among others: all its customers.</summary>
/// <param name="Provider">Code of the unit.</param>
/// <param name="Customer">Code of the unit.</param>
public sealed record ServiceJson(string Code, string Kind, string Provider, string Customer, CellJson All)
{
    public static ServiceJson Of(RelationshipResult result, SealedWave wave, IEnumerable<SealedWave> waves) =>
        new(
            result.Relationship.Code,
            result.Relationship.Kind,
            result.Relationship.ProviderCode,
            result.Relationship.CustomerCode,
            CellJson.Of(result.Cell, null, wave, waves, result.Questionnaire)
        );
}
