namespace Survey.Tests.Api.Respond;

/// <summary>Each test has a site of its own, with a wave that has just opened.</summary>
public abstract class OnRespondSite
{
    protected RespondSite Site { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Site = await RespondSite.StartAsync();

    [TearDown]
    public async Task StopAsync() => await Site.DisposeAsync();
}
