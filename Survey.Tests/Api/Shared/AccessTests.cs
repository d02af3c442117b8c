using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Survey.Api.Shared;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Tests.Api.Shared;

public sealed class AccessTests
{
    private const int Opened = 200;

    private static readonly Viewer All = With(Enum.GetValues<Right>().ToDictionary(right => right, _ => RightScope.Everywhere));

    [Test]
    public async Task An_address_that_declares_nothing_is_refused_whatever_the_rights()
    {
        Assert.That(await StatusAsync(All, _ => { }), Is.EqualTo(403));
        Assert.That(await StatusAsync(null, _ => { }), Is.EqualTo(302));
    }

    [Test]
    public async Task A_public_address_is_open_without_signing_in() =>
        Assert.That(await StatusAsync(null, route => route.Public()), Is.EqualTo(Opened));

    [Test]
    public async Task Only_the_right_that_an_address_requires_opens_it()
    {
        foreach (var required in Enum.GetValues<Right>())
        {
            Assert.That(await StatusAsync(null, route => route.Requires(required)), Is.EqualTo(302), $"{required}");
            foreach (var held in Enum.GetValues<Right>())
            {
                var viewer = With(new() { [held] = RightScope.Everywhere });
                Assert.That(
                    await StatusAsync(viewer, route => route.Requires(required)),
                    Is.EqualTo(held == required ? Opened : 403),
                    $"{held} for {required}"
                );
            }
        }
    }

    [Test]
    public async Task A_right_in_some_units_opens_only_what_checks_the_units()
    {
        var viewer = With(new() { [Right.ReadResults] = RightScope.In([1]) });

        Assert.That(await StatusAsync(viewer, route => route.Requires(Right.ReadResults)), Is.EqualTo(403));
        Assert.That(await StatusAsync(viewer, route => route.RequiresSomewhere(Right.ReadResults)), Is.EqualTo(Opened));
        Assert.That(await StatusAsync(viewer, route => route.RequiresSomewhere(Right.ReadComments)), Is.EqualTo(403));
    }

    [Test]
    public async Task One_of_several_rights_is_enough()
    {
        var viewer = With(new() { [Right.Operate] = RightScope.Everywhere });

        Assert.That(await StatusAsync(viewer, route => route.Requires(Right.RunProgramme, Right.Operate)), Is.EqualTo(Opened));
    }

    private static Viewer With(Dictionary<Right, RightScope> rights) => new("a@example.org", rights);

    private static async Task<int> StatusAsync(Viewer? viewer, Action<Declared> declare)
    {
        var declared = new Declared();
        declare(declared);
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/x"), 0);
        declared.ApplyTo(endpoint);
        await using var services = new ServiceCollection().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        // Not GET: asking to sign in then keeps no address to return to.
        context.Request.Method = "POST";
        context.Features.Set(new Visitor(viewer, Language.Of("en"), "/x"));
        context.SetEndpoint(endpoint.Build());
        var app = new ApplicationBuilder(services);
        app.UseAccess();
        app.Run(reached =>
        {
            reached.Response.StatusCode = Opened;
            return Task.CompletedTask;
        });
        await app.Build()(context);
        return context.Response.StatusCode;
    }

    private sealed class Declared : IEndpointConventionBuilder
    {
        private readonly List<Action<EndpointBuilder>> _added = [];

        public void Add(Action<EndpointBuilder> convention) => _added.Add(convention);

        public void ApplyTo(EndpointBuilder endpoint) => _added.ForEach(convention => convention(endpoint));
    }
}
