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
        Assert.That(
            ((TransportDown)delivery).Reason,
            Does.Contain("Mail:User and Mail:Password").And.Contain("535").And.Not.Contains("wrong")
        );
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task A_password_for_a_server_that_asks_for_none_is_an_error_and_not_left_out()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port, SignIn("right"));

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(((TransportDown)delivery).Reason, Does.Contain("no way to sign in"));
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
        Assert.That(server.Mails.Single().Headers["x-envelope-to"], Is.EqualTo("päivi@köln.example"));
    }

    [TestCase("rcpt=550 5.7.1 Recipient is restricted", typeof(Refused))]
    [TestCase("rcpt=530 5.7.0 Authentication required", typeof(TransportDown))]
    [TestCase("end=554 5.2.252 SendAsDenied; svc@example.org not allowed to send as survey@survey.example", typeof(TransportDown))]
    [TestCase("end=554 5.6.0 Message refused", typeof(Refused))]
    [TestCase("end=451 4.3.0 Try later", typeof(Deferred))]
    public async Task A_refusal_is_about_the_mail_or_about_us_as_its_code_says(string reply, Type outcome)
    {
        using var server = ScriptedServer.Start(reply);
        using var transport = Mails.Transport(server.Port);

        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf(outcome));
    }

    [TestCase("end=550 5.4.5 Daily user sending limit exceeded", 24 * 60)]
    [TestCase("rcpt=452 4.5.3 Too many recipients, try again in 30 minutes", 30)]
    [TestCase("mail=421 4.7.0 Try again after 7200 seconds", 120)]
    [TestCase("rcpt=550 5.1.90 Your message can't be sent because you've reached your daily limit", 24 * 60)]
    public async Task A_quota_stops_sending_for_as_long_as_the_server_says_or_for_a_day(string reply, int minutes)
    {
        using var server = ScriptedServer.Start(reply);
        using var transport = Mails.Transport(server.Port);

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(delivery, Is.TypeOf<TransportDown>().With.Property("Wait").EqualTo(TimeSpan.FromMinutes(minutes)));
    }

    [Test]
    public async Task A_server_that_does_not_answer_before_the_mail_is_down_and_one_that_does_not_answer_after_it_leaves_it_open()
    {
        using var before = ScriptedServer.Start("hang-at-rcpt");
        using var after = ScriptedServer.Start("hang-after-data");
        var impatient = new SmtpTimeouts { Step = TimeSpan.FromSeconds(1) };
        using var first = Mails.Transport(before.Port, timeouts: impatient);
        using var second = Mails.Transport(after.Port, timeouts: impatient);

        Assert.That(
            await first.SendAsync(Mails.To("a@example.org"), default),
            Is.TypeOf<TransportDown>().With.Property("Reason").Contains("in time")
        );
        Assert.That(await second.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<Unknown>().With.Property("IsHang").True);
    }

    [TestCase(null, "survey.example")]
    [TestCase("mail.example.org", "mail.example.org")]
    public async Task The_server_is_greeted_with_a_full_name(string? name, string expected)
    {
        using var server = ScriptedServer.Start("full-name-only");
        using var transport = Mails.Transport(server.Port, options => options.HelloName = name);

        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<Accepted>());
        var hello = server.Mails.Single().Headers["x-hello"];
        Assert.That(hello, name is null ? Is.EqualTo(Mails.Options(0).OwnName).And.Contains(".") : Is.EqualTo(expected));
    }

    [TestCase("echo token", typeof(Accepted), "")]
    [TestCase("echo other", typeof(TransportDown), "Mail:TokenCommand")]
    [TestCase("exit 3", typeof(TransportDown), "Mail:TokenCommand ended with status 3")]
    [TestCase("true", typeof(TransportDown), "printed nothing")]
    public async Task A_token_signs_in_where_a_command_prints_one(string command, Type outcome, string reason)
    {
        using var server = ScriptedServer.Start("auth-xoauth2");
        using var transport = Mails.Transport(server.Port, options => (options.User, options.TokenCommand) = ("survey", command));

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(delivery, Is.TypeOf(outcome));
        Assert.That((delivery as TransportDown)?.Reason ?? "", Does.Contain(reason).And.Not.Contains("other"));
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
