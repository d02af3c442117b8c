namespace Survey.Tests.Support;

public sealed class SupportTests
{
    [Test]
    public async Task The_server_listens_and_axe_finds_what_is_wrong()
    {
        await using var api = await ApiServer.StartAsync();
        var page = await Browser.NewPageAsync();

        using var response = await api.Client.GetAsync("/no-such-page");
        await page.SetContentAsync("<html lang=en><title>t</title><main><h1>x</h1><img src=x></main>");
        var problems = await page.AxeAsync();

        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(404));
            Assert.That(problems, Has.Some.Contains("image-alt"));
        });
        await page.Context.DisposeAsync();
    }
}
