using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>50,000 people in 100 units, 100 relationships, half of them asked of everybody.</summary>
internal static class LargeOrganisation
{
    public const int People = 50_000;
    public const int Relationships = 100;

    public static async Task<Organisation> MakeAsync(TestDatabase test)
    {
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        for (var unit = 1; unit <= Relationships; unit++)
        {
            await organisation.UnitAsync($"U{unit:000}", unit <= 10 ? "ROOT" : $"U{unit / 10:000}", people: People / Relationships);
            await organisation.RelationshipAsync($"U{unit:000}-X", $"U{unit:000}", unit <= 50 ? "ROOT" : $"U{101 - unit:000}");
        }
        await organisation.PulseAsync("P", quietDays: 0);
        await organisation.RunAsync("analyze unit, person, relationship");
        return organisation;
    }
}
