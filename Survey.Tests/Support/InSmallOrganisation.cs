namespace Survey.Tests.Support;

/// <summary>Each test has a database of its own with <see cref="Support.Organisation.SmallAsync"/> in it.</summary>
public abstract class InSmallOrganisation
{
    protected TestDatabase Test { get; private set; } = null!;

    protected Organisation Organisation { get; private set; } = null!;

    protected virtual StartingPoint StartsFrom => StartingPoint.SmallOrganisation;

    [SetUp]
    public async Task MakeOrganisationAsync()
    {
        Test = await TestDatabase.CreateAsync(StartsFrom);
        Organisation = new Organisation(Test.Database);
    }

    [TearDown]
    public async Task DropAsync() => await Test.DisposeAsync();
}
