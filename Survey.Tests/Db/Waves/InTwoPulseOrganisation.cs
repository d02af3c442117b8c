using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Two services for one shop, which pulses can share.</summary>
public abstract class InTwoPulseOrganisation
{
    protected TestDatabase Test { get; private set; } = null!;
    protected Organisation Organisation { get; private set; } = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        Test = await TestDatabase.CreateAsync();
        Organisation = new Organisation(Test.Database);
        await Organisation.UnitAsync("ROOT");
        await Organisation.UnitAsync("IT", "ROOT", people: 4);
        await Organisation.UnitAsync("HR", "ROOT", people: 4);
        await Organisation.UnitAsync("SHOP", "ROOT", people: 60);
        await Organisation.JourneyAsync("SERVICE", "intake");
        await Organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await Organisation.RelationshipAsync("HR-SHOP", "HR", "SHOP");
    }

    [TearDown]
    public async Task DropAsync() => await Test.DisposeAsync();

    protected async Task<WavePreview> PreviewAsync(string wave, DateTimeOffset at)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await WavePreview.MakeAsync(connection, (await ComingWaves.FindAsync(connection, wave, at, default))!, at, default);
    }
}
