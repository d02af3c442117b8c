namespace Survey.Tests.Support;

/// <summary>Sealed waves of the pulse MONTHLY, as opposed to imported history.</summary>
public static class PulseWave
{
    /// <summary>Without results.</summary>
    public static async Task<long> SealAsync(Organisation organisation, string code, DateOnly day) =>
        await OfPulseAsync(organisation, await PublishedWave.FreezeAsync(organisation, code, day));

    public static async Task<long> PublishAsync(Organisation organisation, string code, DateOnly day, params string[] hidden) =>
        await OfPulseAsync(organisation, await PublishedWave.SealAsync(organisation, code, day, hidden));

    private static async Task<long> OfPulseAsync(Organisation organisation, long wave)
    {
        await organisation.RunAsync(
            "update wave set pulse_id = (select id from pulse where code = 'MONTHLY'), import_digest = null where id = @wave",
            new { wave }
        );
        return wave;
    }
}
