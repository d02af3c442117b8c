using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Api.Shared;

/// <summary>Published means as a reader sees them in running text and in cells.</summary>
internal static class FigureWords
{
    /// <summary>The mean as it was rounded for publication, its open end, or that there were not enough answers.</summary>
    public static string Mean(this Language language, string shown, double? value, string? nBand) => shown switch
    {
        Shown.Low => language.Format("pages.figure.orLower", value),
        Shown.High => language.Format("pages.figure.orHigher", value),
        Shown.Yes when value is { } mean => mean.ToString(nBand is null ? "0.00" : "0.0", language.Culture),
        _ => language["pages.figure.hidden"],
    };

    /// <summary>The 95 % interval; null when there is none.</summary>
    public static string? Interval(this Language language, double? low, double? high) =>
        low is { } from && high is { } to ? language.Format("pages.figure.interval", from, to) : null;

    /// <summary>The number of answers; null when it is hidden.</summary>
    public static string? Answers(this Language language, int? n, string? nBand) =>
        nBand is not null ? language.Format("pages.figure.nBand", nBand.Replace('-', '–'))
        : n is { } count ? language.Count("pages.figure.n", count) : null;

    /// <summary>Whom a service is for: "Customer: X", or that a team rates itself.</summary>
    public static string For(this Language language, string kind, LocalizedText customer, bool isRoot) => kind == "within_team"
        ? language["pages.figure.withinTeam"]
        : $"{language["pages.figure.customer"]} {language.Customer(customer, isRoot)}";

    /// <summary>The name of a customer unit; the root's customers are everybody.</summary>
    public static string Customer(this Language language, LocalizedText name, bool isRoot) =>
        isRoot ? language["pages.figure.everybody"] : name.In(language.Code);
}
