namespace Survey.Tests.Support;

/// <summary>Each test starts from <see cref="StartingPoint.OpenWave"/>.</summary>
public abstract class WithOpenWave : InSmallOrganisation
{
    protected OpenWave Wave { get; private set; } = null!;

    protected override StartingPoint StartsFrom => StartingPoint.OpenWave;

    [SetUp]
    public async Task LoadWaveAsync() => Wave = await OpenWave.LoadAsync(Organisation);
}
