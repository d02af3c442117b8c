namespace Survey.Tests.Support;

/// <summary>Each test has a server of its own with <see cref="Support.Organisation.SmallAsync"/> in its database.</summary>
public abstract class WithServer
{
    protected ApiServer Server { get; private set; } = null!;

    protected Organisation Organisation { get; private set; } = null!;

    [SetUp]
    public async Task StartServerAsync()
    {
        Server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        Organisation = new Organisation(Server.Test.Database);
    }

    [TearDown]
    public async Task StopServerAsync() => await Server.DisposeAsync();
}
