using Survey.Db;
using Survey.Db.Cases;
using Survey.Db.Viewers;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Cases;

/// <summary>
/// A sealed wave W1 in which HR serves SALES: hr1 leads the provider, sales1 the customer. The step "waiting" is shown and misses 4.0.
/// </summary>
public abstract class InCases : InSmallOrganisation
{
    protected static readonly DateTimeOffset Now = new(2026, 2, 10, 9, 0, 0, TimeSpan.Zero);

    protected static readonly Viewer Hr = Viewer.InRoles("staff@example.org", new HeldRole("hr", []));

    protected static readonly DateOnly Due = new(2026, 3, 12);

    protected Viewer Provider { get; private set; } = null!;

    protected Viewer Customer { get; private set; } = null!;

    protected Viewer Above { get; private set; } = null!;

    [SetUp]
    public async Task SealFirstAsync()
    {
        await Organisation.RunAsync(
            """
            update unit set lead_email = 'hr1@example.org' where code = 'HR';
            update unit set lead_email = 'sales1@example.org' where code = 'SALES';
            update unit set lead_email = 'shop1@example.org' where code = 'ROOT';
            """
        );
        await PublishedWave.SealAsync(Organisation, "W1", new(2026, 1, 26), "SALES-SALES");
        await SetAsync("W1", "waiting", 2.5);
        (Provider, Customer) = (await LeadAsync("hr1", "HR"), await LeadAsync("sales1", "SALES"));
        Above = await LeadAsync("shop1", "ROOT", "HR", "SALES", "IT", "SHOP");
    }

    /// <summary>The published mean of HR-SALES; its verdicts follow PublishedWave.</summary>
    protected Task<int> SetAsync(string wave, string item, double mean) =>
        Organisation.RunAsync(
            """
            update published_figure figure set value = @mean, low = @mean - 0.2, high = @mean + 0.2
            from publication_cell cell join wave on wave.id = cell.wave_id join relationship on relationship.id = cell.relationship_id
            where cell.id = figure.cell_id and cell.kind = 'relationship' and relationship.code = 'HR-SALES'
              and wave.code = @wave and item = @item;
            update published_verdict verdict set verdict = case when @mean + 0.2 < 4 then 'worse' else 'no_change' end
            from publication_cell cell join wave on wave.id = cell.wave_id join relationship on relationship.id = cell.relationship_id
            where cell.id = verdict.cell_id and cell.kind = 'relationship' and relationship.code = 'HR-SALES'
              and wave.code = @wave and item = @item and against = 'target';
            """,
            new
            {
                wave,
                item,
                mean,
            }
        );

    protected async Task<Viewer> LeadAsync(string name, params string[] units) =>
        Viewer.InRoles(
            $"{name}@example.org",
            new HeldRole("lead", [.. await Organisation.ListAsync<long>("select id from unit where code = any(@units)", new { units })])
        );

    protected Task<long> PersonAsync(string name) =>
        Organisation.OneAsync<long>("select id from person where email = @name || '@example.org'", new { name });

    protected static CaseTerms Terms(string change = "Two people answer the phone.", long? owner = null, long? together = null) =>
        new(change, owner, together, Due, 4.0);

    protected Task<Guid?> OpenAsync(
        Viewer viewer,
        string item = "waiting",
        string relationship = "HR-SALES",
        string wave = "W1",
        CaseTerms? terms = null
    ) => new CaseOpening(relationship, item, wave, terms ?? Terms()).OpenAsync(Test.Database, viewer, Now, default);

    protected async Task<Guid> OpenedAsync(string item = "waiting") => (await OpenAsync(Provider, item))!.Value;

    protected async Task<CaseView?> ViewAsync(Guid id, Viewer? viewer = null, DateTimeOffset? now = null)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await CaseView.FindAsync(connection, viewer ?? Hr, id, now ?? Now, default);
    }

    protected async Task<IReadOnlyList<CaseFinding>> FindingsAsync(Viewer viewer)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await CaseFindings.ListAsync(connection, viewer, Now, default);
    }

    protected static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RefusedException>(act))!.Message;
}
