namespace Survey.Tests.Support;

/// <summary>The small organisation has just opened its wave of <see cref="OpenWave.FirstMonday"/>: everybody is asked, nobody has answered.</summary>
public abstract class WithOpenWave : InSmallOrganisation
{
    protected OpenWave Wave { get; private set; } = null!;

    [SetUp]
    public async Task OpenWaveAsync() => Wave = await OpenWave.OpenAsync(Organisation);
}
