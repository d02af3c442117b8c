using Survey.Db;
using Survey.Db.Results;

namespace Survey.Api.Reports;

/// <summary>A relationship in a list, with the figures of all its customers. Provider and Customer are codes of units.</summary>
public sealed record ServiceJson(string Code, string Kind, string Provider, string Customer, CellJson All)
{
    public static ServiceJson Of(RelationshipResult result, SealedWave wave, IEnumerable<SealedWave> waves) =>
        new(
            result.Relationship.Code,
            result.Relationship.Kind.Text(),
            result.Relationship.ProviderCode,
            result.Relationship.CustomerCode,
            CellJson.Of(result.Cell, null, wave, waves, result.Questionnaire)
        );
}
