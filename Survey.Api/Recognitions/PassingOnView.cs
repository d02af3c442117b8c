using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Recognitions;

namespace Survey.Api.Recognitions;

public sealed record PassingOnView(RecognitionOffer Offer, RecognitionChoice Choice)
{
    public bool IsDone { get; init; }

    /// <summary>Key of its text; null: none.</summary>
    public string? Problem { get; init; }

    public string Path => $"/relationships/{Offer.Relationship.Code}/pass-on";

    /// <summary>The choice as the query of an address. It has ids only, so that no thanks stand in a log.</summary>
    public string Query => $"?item={Choice.Item}{string.Concat(Choice.Thanks.Select(id => $"&thanks={id}"))}";

    public string Name(string item, Language language) =>
        item == Item.Overall
            ? language["report.overallRating"]
            : Offer.Questionnaire.BreakdownPoints.First(point => point.Code == item).Name.In(language.Code);
}
