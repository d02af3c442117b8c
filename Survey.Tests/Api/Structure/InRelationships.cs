using Survey.Tests.Support;

namespace Survey.Tests.Api.Structure;

/// <summary>A small organisation whose relationships HR changes.</summary>
public abstract class InRelationships
{
    protected const string List = "/programme/relationships";

    protected ApiServer Server { get; private set; } = null!;
    protected Organisation Organisation { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        Organisation = new Organisation(Server.Test.Database);
    }

    [TearDown]
    public async Task StopAsync() => await Server.DisposeAsync();

    protected Task<FilledForm> OpenAsync(string page, string? action = null) => FilledForm.OpenAsync(Server, page, action);
}
