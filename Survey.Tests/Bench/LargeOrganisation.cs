using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Each relationship has its own provider unit; half of them ask everybody. The pulse asks all customers.</summary>
internal static class LargeOrganisation
{
    public static async Task<Organisation> MakeAsync(TestDatabase test, int people = 50_000, int relationships = 100)
    {
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        for (var unit = 1; unit <= relationships; unit++)
        {
            await organisation.UnitAsync($"U{unit:000}", unit <= 10 ? "ROOT" : $"U{unit / 10:000}", people: people / relationships);
            await organisation.RelationshipAsync(
                $"U{unit:000}-X",
                $"U{unit:000}",
                unit <= relationships / 2 ? "ROOT" : $"U{relationships + 1 - unit:000}"
            );
        }
        await organisation.PulseAsync("P", quietDays: 0);
        await organisation.RunAsync("analyze unit, person, relationship");
        return organisation;
    }
}
