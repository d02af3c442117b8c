namespace Survey.Api.Frame;

/// <summary>The page above one that the navigation does not name itself.</summary>
internal static class WayBack
{
    private static readonly (string Below, string Address, string Key)[] Ways =
    [
        ("/pairs/", "/pairs", "common.nav.pairs"),
        ("/relationships/", "/pairs", "common.nav.pairs"),
        ("/units/", "/pairs", "common.nav.pairs"),
        ("/cases/", "/cases", "common.nav.cases"),
        ("/reports/", "/reports", "common.nav.reports"),
        ("/programme/waves/", "/programme/waves", "pages.programme.allWaves"),
    ];

    /// <summary>Address and text key; null: the page stands in the navigation, or beside it.</summary>
    public static (string Address, string Key)? Of(string path) =>
        Ways.Where(way => path.StartsWith(way.Below, StringComparison.Ordinal))
            .Select(way => ((string, string)?)(way.Address, way.Key))
            .FirstOrDefault();
}
