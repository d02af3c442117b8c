using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>Participation by unit in the report of the organisation: the bands that were kept while the wave was open (rule A3).</summary>
public sealed class UnitParticipationTests : WithOpenWave
{
    private static readonly Viewer Hr = Viewer.InRoles("hr", new HeldRole(RoleGrants.Hr, []));

    [Test]
    public async Task The_units_stand_by_name_below_everybody_and_the_root_is_left_out()
    {
        var day = new DateOnly(2026, 11, 8);
        var report = SampleOrganisation.Make() with
        {
            UnitParticipation =
            [
                new(null, "50to75", day),
                new(LocalizedText.Of("Meridian"), "50to75", day),
                new(LocalizedText.Of("Department 10"), "under25", day),
                new(LocalizedText.Of("Department 2"), "over75", day),
            ],
        };
        var page = await Html.ParseAsync(await Printed.HtmlAsync(report));

        Assert.That(
            page.QuerySelectorAll(".unit-bands li").Select(Words),
            Is.EqualTo(new[] { "Everybody invited 50–75%", "Department 2 over 75%", "Department 10 under 25%" })
        );
        Assert.That(Words(page.QuerySelector("#unitParticipation .muted")!), Does.Contain("as of 8 November 2026"));
    }

    [Test]
    public async Task Without_kept_bands_there_is_no_section() =>
        Assert.That(
            (await Html.ParseAsync(await Printed.HtmlAsync(SampleOrganisation.Make()))).QuerySelector("#unitParticipation"),
            Is.Null
        );

    [Test]
    public async Task A_sealed_wave_has_the_bands_of_its_last_day_and_no_others()
    {
        await OpenParticipation.RenewAsync(Test.Database, TestFigureKey.Key, OpenWave.FirstMonday, default);
        await Organisation.RunAsync("update wave set state = 'sealed', closed_at = closes_at, sealed_at = closes_at");
        await using var connection = await Test.Database.OpenAsync();

        var report = (await OrganisationReport.LoadAsync(connection, Hr, null, default))!;

        Assert.That(
            report.UnitParticipation.Select(row => row.UnitNames?.In("en")),
            Is.EqualTo(new[] { null, "ROOT", "SALES", "SHOP" }),
            "HR has three people and IT was not asked"
        );
    }

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
