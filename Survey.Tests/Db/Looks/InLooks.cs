using Survey.Db.Looks;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Looks;

public abstract class InLooks : InSmallOrganisation
{
    protected const int WithinDays = 14;

    [SetUp]
    public Task NameLeadsAsync() =>
        Organisation.RunAsync(
            """
            update unit set lead_email = 'it1@example.org' where code = 'IT';
            update unit set lead_email = 'sales1@example.org' where code = 'SALES'
            """
        );

    /// <summary>A wave of the pulse that asked about every relationship.</summary>
    protected Task<long> SealAsync(string code, DateOnly day) => PulseWave.SealAsync(Organisation, code, day);

    protected async Task<CheckedRelationship?> CheckAsync(string code, DateTimeOffset now)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await CheckedRelationship.FindAsync(connection, code, now, WithinDays, default);
    }

    protected static DateTimeOffset At(int month, int day) => new(2026, month, day, 10, 0, 0, TimeSpan.Zero);
}
