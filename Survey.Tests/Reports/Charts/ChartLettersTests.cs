using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

/// <summary>The letters of charts as a real browser shows them.</summary>
public sealed class ChartLettersTests
{
    private const string Sizes = """
        () => [...document.querySelectorAll('svg.chart text')]
            .filter(text => text.getClientRects().length > 0 && getComputedStyle(text.closest('svg')).display !== 'none')
            .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
        """;

    [TestCase("typical")]
    [TestCase("long")]
    [TestCase("40-waves")]
    [TestCase("small")]
    public async Task Are_at_least_11_pixels_on_a_phone(string sample)
    {
        var page = await Browser.NewPageAsync(width: 360);
        await page.SetContentAsync(await PicturesOfReports.PageAsync(PicturesOfReports.Sample(sample), "en"));

        var sizes = await page.EvaluateAsync<double[]>(Sizes);

        Assert.That(sizes, Has.Length.GreaterThan(5).And.All.GreaterThanOrEqualTo(11));
        await page.Context.DisposeAsync();
    }
}
