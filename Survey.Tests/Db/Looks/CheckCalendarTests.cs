using Survey.Db.Looks;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Looks;

public sealed class CheckCalendarTests : InLooks
{
    [Test]
    public async Task Units_that_neither_provide_nor_receive_are_named_unless_they_are_closed()
    {
        await Organisation.UnitAsync("CLOSED", "ROOT");
        await Organisation.RunAsync("update unit set closed_on = '2026-01-01' where code = 'CLOSED'");
        Assert.That(await WithoutServiceAsync(), Is.EqualTo(new[] { "SHOP" }));

        await Organisation.RunAsync("update relationship set ended_on = '2026-02-01' where code = 'HR-SALES'");
        Assert.That(await WithoutServiceAsync(), Is.EqualTo(new[] { "HR", "SHOP" }));
    }

    [Test]
    public async Task Providers_that_were_not_measured_for_twelve_months_are_named_with_their_last_day()
    {
        await PublishedWave.FreezeAsync(Organisation, "OLD", new DateOnly(2025, 2, 1));
        await Organisation.RelationshipAsync("SHOP-IT", "SHOP", "IT");
        Assert.That(
            await NotMeasuredAsync(At(2, 2)),
            Is.EquivalentTo(new[] { "HR 01.02.2025", "IT 01.02.2025", "SALES 01.02.2025", "SHOP never" })
        );
        Assert.That(await NotMeasuredAsync(At(2, 1)), Is.EqualTo(new[] { "SHOP never" }));

        await PublishedWave.FreezeAsync(Organisation, "NEW", new DateOnly(2026, 2, 1));
        Assert.That(await NotMeasuredAsync(At(2, 2)), Is.Empty);
    }

    [Test]
    public async Task Overdue_relationships_come_first()
    {
        await SealAsync("W1", new DateOnly(2026, 1, 1));
        await Organisation.RelationshipAsync("A-NEW", "HR", "SHOP");
        await SealAsync("W2", new DateOnly(2026, 2, 1));

        Assert.That((await ReadAsync(At(2, 10))).Checks.Select(check => check.Code).Last(), Is.EqualTo("A-NEW"));
    }

    private async Task<CheckCalendar> ReadAsync(DateTimeOffset now)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await CheckCalendar.ReadAsync(connection, now, WithinDays, default);
    }

    private async Task<IEnumerable<string>> WithoutServiceAsync() =>
        (await ReadAsync(At(3, 1))).WithoutService.Select(unit => unit.Code).ToList();

    private async Task<IEnumerable<string>> NotMeasuredAsync(DateTimeOffset now) =>
        (await ReadAsync(now)).NotMeasured.Select(unit =>
            $"{unit.Code} {unit.MeasuredOn?.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "never"}"
        );
}
