using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Mail;

public sealed class SmtpTransportTests
{
    [TestCase("auth-plain")]
    [TestCase("auth-login")]
    public async Task The_right_password_signs_in_by_whatever_way_the_server_offers(string mechanism)
    {
        using var server = ScriptedServer.Start(mechanism);
        using var transport = Mails.Transport(server.Port, SignIn("right"));

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(delivery, Is.TypeOf<Accepted>());
        Assert.That(server.Mails.Single().Headers["x-signed-in"], Is.EqualTo("yes"));
    }

    [TestCase("auth-plain")]
    [TestCase("auth-login")]
    public async Task A_wrong_password_stops_everything_and_says_so(string mechanism)
    {
        using var server = ScriptedServer.Start(mechanism);
        using var transport = Mails.Transport(server.Port, SignIn("wrong"));

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(delivery, Is.TypeOf<TransportDown>());
        Assert.That(((TransportDown)delivery).NeedsSomebody, Is.True);
        Assert.That(((TransportDown)delivery).Reason, Does.Contain("Mail:User and Mail:Password").And.Contain("535").And.Not.Contains("wrong"));
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task A_password_for_a_server_that_asks_for_none_is_an_error_and_not_left_out()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port, SignIn("right"));

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(((TransportDown)delivery).Reason, Does.Contain("neither AUTH PLAIN nor AUTH LOGIN"));
    }

    [Test]
    public async Task Without_STARTTLS_on_offer_nothing_is_sent_in_plain_text()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port, options => options.Security = MailSecurity.StartTls);

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(((TransportDown)delivery).Reason, Does.Contain("STARTTLS"));
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task A_refused_recipient_fails_with_the_servers_words_and_the_next_one_is_served()
    {
        using var server = ScriptedServer.Start("refuse");
        using var transport = Mails.Transport(server.Port);

        var refused = await transport.SendAsync(Mails.To("nobody@example.org"), default);
        var accepted = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(refused, Is.EqualTo(new Refused("550 No such person here", "5.1.1")));
        Assert.That(accepted, Is.TypeOf<Accepted>());
    }

    [Test]
    public async Task A_greylisted_recipient_is_deferred_and_accepted_the_second_time()
    {
        using var server = ScriptedServer.Start("grey");
        using var transport = Mails.Transport(server.Port);
        var mail = Mails.To("a@example.org");

        Assert.That(await transport.SendAsync(mail, default), Is.EqualTo(new Deferred("450 Greylisted, come back later", "4.2.0")));
        Assert.That(await transport.SendAsync(mail, default), Is.TypeOf<Accepted>());
    }

    [Test]
    public async Task A_connection_dropped_before_the_mail_defers_it()
    {
        using var server = ScriptedServer.Start("drop-at-rcpt");
        using var transport = Mails.Transport(server.Port);

        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<Deferred>());
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task Nothing_is_handed_over_when_what_had_to_end_before_fails_and_the_next_mail_is()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port);
        var before = Task.FromException(new InvalidOperationException("not written"));

        Assert.That(() => transport.SendAsync(Mails.To("a@example.org"), before, null, default), Throws.InvalidOperationException);
        Assert.That(await transport.SendAsync(Mails.To("b@example.org"), default), Is.TypeOf<Accepted>());

        Assert.That(server.Mails.Single().To[1], Is.EqualTo("b@example.org"));
    }

    [Test]
    public async Task A_mail_that_was_offered_early_and_is_withdrawn_leaves_its_connection_to_others()
    {
        using var server = ScriptedServer.Start("pipelining");
        using var transport = Mails.Transport(server.Port, options => options.Connections = 1);
        var (first, withdrawn) = (Mails.To("a@example.org"), Mails.To("b@example.org"));

        Assert.That(await transport.SendAsync(first, Task.CompletedTask, withdrawn, default), Is.TypeOf<Accepted>());
        transport.Withdraw(withdrawn);
        Assert.That(await transport.SendAsync(Mails.To("c@example.org"), default).WaitAsync(TimeSpan.FromSeconds(20)), Is.TypeOf<Accepted>());

        Assert.That(server.Mails.Select(mail => mail.To[1]), Is.EqualTo(new[] { "a@example.org", "c@example.org" }));
    }

    [Test]
    public async Task Whoever_waits_for_a_connection_comes_before_the_next_mail_of_a_row()
    {
        using var server = ScriptedServer.Start("pipelining");
        using var transport = Mails.Transport(server.Port, options => options.Connections = 1);
        var row = Enumerable.Range(1, 3).Select(number => Mails.To($"row{number}@example.org")).ToArray();

        await transport.SendAsync(row[0], Task.CompletedTask, row[1], default);
        var urgent = transport.SendAsync(Mails.To("urgent@example.org"), default);
        await transport.SendAsync(row[1], Task.CompletedTask, row[2], default);
        await urgent.WaitAsync(TimeSpan.FromSeconds(20));
        await transport.SendAsync(row[2], default);

        Assert.That(
            server.Mails.Select(mail => mail.To[1]),
            Is.EqualTo(new[] { "row1@example.org", "row2@example.org", "urgent@example.org", "row3@example.org" }));
    }

    [Test]
    public async Task A_refusal_of_a_mail_that_was_offered_early_is_its_own()
    {
        using var server = ScriptedServer.Start("pipelining", "refuse");
        using var transport = Mails.Transport(server.Port, options => options.Connections = 1);
        var row = new[] { Mails.To("a@example.org"), Mails.To("nobody@example.org"), Mails.To("b@example.org") };

        var first = await transport.SendAsync(row[0], Task.CompletedTask, row[1], default);
        var refused = await transport.SendAsync(row[1], Task.CompletedTask, row[2], default);
        var last = await transport.SendAsync(row[2], default);

        Assert.That(new[] { first, refused, last }, Is.EqualTo(new Delivery[] { new Accepted(), new Refused("550 No such person here", "5.1.1"), new Accepted() }));
        Assert.That(server.Mails, Has.Count.EqualTo(2));
    }

    [TestCase("drop-in-data", 0)]
    [TestCase("drop-after-data", 1)]
    public async Task A_connection_dropped_during_or_after_the_mail_leaves_it_open_and_the_repeat_has_the_same_id(string when, int stored)
    {
        using var server = ScriptedServer.Start(when, "drop-once");
        using var transport = Mails.Transport(server.Port);
        var mail = Mails.To("a@example.org");

        Assert.That(await transport.SendAsync(mail, default), Is.TypeOf<Unknown>());
        Assert.That(await transport.SendAsync(mail, default), Is.TypeOf<Accepted>());

        Assert.That(server.Mails, Has.Count.EqualTo(stored + 1));
        Assert.That(server.Mails.Select(received => received.MessageId).Distinct().Single(), Does.Contain($"{mail.Id:d}"));
    }

    [TestCase("busy", "421", false)]
    [TestCase("refuse-sender", "550", true)]
    public async Task A_server_that_takes_nothing_from_us_is_down_and_no_mail_is_blamed(string behaviour, string code, bool needsSomebody)
    {
        using var server = ScriptedServer.Start(behaviour);
        using var transport = Mails.Transport(server.Port);

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(delivery, Is.TypeOf<TransportDown>().With.Property("NeedsSomebody").EqualTo(needsSomebody));
        Assert.That(((TransportDown)delivery).Reason, Does.Contain(code));
    }

    [Test]
    public async Task A_server_that_is_not_there_is_down()
    {
        using var transport = Mails.Transport(port: 9);

        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<TransportDown>());
    }

    [TestCase("x y@example.org")]
    [TestCase("a@example.org\r\nRCPT TO:<b@example.org>")]
    [TestCase("a@example.org>")]
    [TestCase("nobody")]
    public async Task What_is_not_an_address_is_refused_without_asking_a_server(string address)
    {
        using var transport = Mails.Transport(port: 9);

        Assert.That(await transport.SendAsync(Mails.To(address), default), Is.TypeOf<Refused>());
    }

    [Test]
    public async Task Letters_beyond_ASCII_in_an_address_arrive_where_the_server_knows_them()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port);

        Assert.That(await transport.SendAsync(Mails.To("päivi@köln.example"), default), Is.TypeOf<Accepted>());
        Assert.That(server.Mails.Single().Headers["x-envelope-to"], Is.EqualTo("päivi@xn--kln-sna.example"));
    }

    [Test]
    public async Task No_more_mails_leave_per_second_than_allowed()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port, options => options.PerSecond = 20);
        var start = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(1, 21).Select(number => transport.SendAsync(Mails.To($"a{number}@example.org"), default)));

        Assert.That(TimeProvider.System.GetElapsedTime(start).TotalSeconds, Is.InRange(0.95, 3));
    }

    private static Action<MailOptions> SignIn(string password) => options => (options.User, options.Password) = ("survey", password);
}
