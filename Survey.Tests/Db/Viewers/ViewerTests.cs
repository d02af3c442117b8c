using System.Reflection;
using Survey.Db.Viewers;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Viewers;

public sealed class ViewerTests
{
    private const long Unit = 1;
    private const long Other = 2;

    [TestCase("hr", "ReadResults ReadComments RunProgramme DecideWaves ManageAccess ReadLog")]
    [TestCase("admin", "ManageAccess Operate")]
    [TestCase("lead", "")]
    [TestCase("unknown", "")]
    public void A_role_gives_these_rights_everywhere(string role, string rights)
    {
        var viewer = Viewer.InRoles("a@example.org", new HeldRole(role, [Unit]));

        Assert.That(string.Join(' ', Enum.GetValues<Right>().Where(viewer.May)), Is.EqualTo(rights));
    }

    [TestCase("lead", "ReadResults ReadComments")]
    [TestCase("unknown", "")]
    public void A_role_gives_these_rights_in_its_units(string role, string rights)
    {
        var viewer = Viewer.InRoles("a@example.org", new HeldRole(role, [Unit]));

        Assert.That(string.Join(' ', Enum.GetValues<Right>().Where(viewer.MaySomewhere)), Is.EqualTo(rights));
        Assert.That(viewer.ScopeOf(Right.ReadResults).Includes(Other), Is.False);
    }

    [Test]
    public void A_lead_reads_the_results_of_pairs_and_the_comments_on_the_own_services()
    {
        var viewer = Viewer.InRoles("a@example.org", new HeldRole("lead", [Unit]));

        Assert.Multiple(() =>
        {
            Assert.That(viewer.ReadsResultsOf(Unit, Other));
            Assert.That(viewer.ReadsResultsOf(Other, Unit));
            Assert.That(viewer.ReadsResultsOf(Other, Other), Is.False);
            Assert.That(viewer.ReadsResultsOf(null, null), Is.False);
            Assert.That(viewer.ReadsComments(Unit));
            Assert.That(viewer.ReadsComments(Other), Is.False);
            Assert.That(viewer.ReadsOrganisationResults, Is.False, "not even with all units");
        });
    }

    [Test]
    public void Roles_add_up()
    {
        var viewer = Viewer.InRoles(
            "a@example.org",
            new HeldRole("admin", []),
            new HeldRole("lead", [Unit]),
            new HeldRole("lead", [Other])
        );
        var hr = Viewer.InRoles("a@example.org", new HeldRole("lead", [Unit]), new HeldRole("hr", []));

        Assert.Multiple(() =>
        {
            Assert.That(viewer.May(Right.Operate));
            Assert.That(viewer.ScopeOf(Right.ReadResults).UnitIds, Is.EqualTo(new[] { Unit, Other }));
            Assert.That(hr.ReadsOrganisationResults);
            Assert.That(hr.RightsKey, Is.EqualTo(Viewer.InRoles("b@example.org", new HeldRole("hr", [])).RightsKey));
        });
    }

    [Test]
    public void Every_right_and_its_scope_is_in_the_key() =>
        Assert.That(EachRight.ChangedOnce().Select(viewer => viewer.RightsKey), Is.Unique);

    [Test]
    public void The_order_of_units_and_roles_is_not_in_the_key()
    {
        var one = Viewer.InRoles("a@example.org", new HeldRole("lead", [12, 3]), new HeldRole("admin", []));
        var other = Viewer.InRoles("b@example.org", new HeldRole("admin", []), new HeldRole("lead", [3, 12]));

        Assert.That(one.RightsKey, Is.EqualTo(other.RightsKey));
    }

    [Test]
    public void Only_the_address_and_rights_tell_viewers_apart()
    {
        var held = typeof(Viewer).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);

        Assert.That(
            held.Select(field => field.FieldType),
            Is.EquivalentTo(new[] { typeof(string), typeof(IReadOnlyDictionary<Right, RightScope>) })
        );
    }

    [Test]
    public void A_query_is_limited_to_the_units_of_the_scope()
    {
        Assert.Multiple(() =>
        {
            Assert.That(RightScope.Everywhere.Condition("a", "b"), Is.EqualTo("true"));
            Assert.That(RightScope.In([Unit]).Condition("a", "b"), Is.EqualTo("(a = any(@units) or b = any(@units))"));
            Assert.That(RightScope.Nowhere.Condition("a"), Is.EqualTo("(a = any(@units))"));
            Assert.That(RightScope.Nowhere.UnitIds, Is.Empty);
        });
    }
}
