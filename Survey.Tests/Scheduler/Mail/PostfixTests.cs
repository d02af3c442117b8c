using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Mail;

[Category("Slow")]
public sealed class PostfixTests
{
    private Postfix _postfix = null!;

    [OneTimeSetUp]
    public void Start() => _postfix = Postfix.Start();

    [OneTimeTearDown]
    public void Stop() => _postfix.Dispose();

    [Test]
    public async Task Mails_arrive_over_STARTTLS_and_over_TLS_and_are_read_back_whole()
    {
        var mails = new[] { Mails.To("paivi@example.org", "Päivi Mäkäräinen"), Mails.To("zolc@example.org", "Żółć") };
        using var startTls = Transport(MailSecurity.StartTls);
        using var tls = Transport(MailSecurity.Tls);

        Assert.That(await startTls.SendAsync(mails[0], default), Is.TypeOf<Accepted>());
        Assert.That(await tls.SendAsync(mails[1], default), Is.TypeOf<Accepted>());

        Assert.That(_postfix.Log, Does.Contain("sasl_method=SCRAM-SHA-256"), "the strongest way that both know");
        foreach (var mail in mails)
        {
            var received = await _postfix.DeliveredAsync($"<{mail.Id:d}@survey.example>");
            Assert.That(received.Headers["subject"], Is.EqualTo(mail.Subject));
            Assert.That(received.To, Is.EqualTo(new[] { mail.ToName, mail.To }));
            Assert.That(received.Headers["return-path"], Is.EqualTo($"<{mail.EnvelopeFrom}>"));
            Assert.That(received.Parts["text/plain"].ReplaceLineEndings("\n"), Is.EqualTo(mail.Text));
            Assert.That(received.Parts["text/html"].ReplaceLineEndings("\n"), Is.EqualTo(mail.Html));
            Assert.That(received.Headers["received"], Does.Contain("ESMTPSA"), "encrypted and authenticated, as Postfix saw it");
            Assert.That(received.Defects, Is.Empty);
        }
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task A_wrong_password_is_a_named_error(MailSecurity security)
    {
        using var transport = Transport(security, options => options.Password = "wrong");

        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);

        Assert.That(delivery, Is.TypeOf<TransportDown>().With.Property("NeedsSomebody").True);
        Assert.That(((TransportDown)delivery).Reason, Does.Contain("Mail:User and Mail:Password").And.Contain("535"));
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task A_certificate_of_an_unknown_authority_is_refused(MailSecurity security)
    {
        using var transport = new SmtpTransport(Options(security), TimeProvider.System, trust: null, new SmtpTimeouts());

        await ExpectUntrustedAsync(transport);
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task A_certificate_for_another_host_is_refused(MailSecurity security)
    {
        using var transport = Transport(security, options => options.Host = "127.0.0.1");

        await ExpectUntrustedAsync(transport);
    }

    [Test]
    public async Task A_refused_recipient_fails_and_the_connection_goes_on()
    {
        using var transport = Transport(MailSecurity.StartTls, options => options.Connections = 1);

        Assert.That(
            await transport.SendAsync(Mails.To("nobody@example.org"), default),
            Is.TypeOf<Refused>().With.Property("StatusCode").EqualTo("5.1.1")
        );
        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<Accepted>());
    }

    [Test]
    public async Task A_greylisted_recipient_is_deferred_and_then_accepted()
    {
        using var transport = Transport(MailSecurity.Tls);
        var mail = Mails.To("grey@example.org");

        Assert.That(await transport.SendAsync(mail, default), Is.TypeOf<Deferred>().With.Property("StatusCode").EqualTo("4.2.0"));
        _postfix.Allow(mail.To);
        using var later = Transport(MailSecurity.Tls);
        Assert.That(await later.SendAsync(mail, default), Is.TypeOf<Accepted>());
    }

    [Test]
    public async Task A_server_that_ends_the_conversation_with_421_is_down_and_no_mail_is_blamed()
    {
        using var transport = Transport(MailSecurity.Tls);

        var delivery = await transport.SendAsync(Mails.To("busy@example.org"), default);

        Assert.That(delivery, Is.TypeOf<TransportDown>().With.Property("NeedsSomebody").False);
        Assert.That(((TransportDown)delivery).Reason, Does.Contain("421"));
        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<Accepted>());
    }

    [Test]
    public async Task A_plain_connection_to_a_port_that_speaks_TLS_gives_up_in_time()
    {
        using var transport = new SmtpTransport(
            Options(MailSecurity.None, options => (options.Port, options.User, options.Password) = (_postfix.TlsPort, null, null)),
            TimeProvider.System,
            null,
            new SmtpTimeouts { Open = TimeSpan.FromSeconds(1) }
        );

        Assert.That(await transport.SendAsync(Mails.To("a@example.org"), default), Is.TypeOf<TransportDown>());
    }

    private static async Task ExpectUntrustedAsync(SmtpTransport transport)
    {
        var delivery = await transport.SendAsync(Mails.To("a@example.org"), default);
        Assert.That(delivery, Is.TypeOf<TransportDown>().With.Property("NeedsSomebody").True);
        Assert.That(((TransportDown)delivery).Reason, Does.Contain("certificate"));
    }

    private SmtpTransport Transport(MailSecurity security, Action<MailOptions>? change = null) =>
        new(Options(security, change), TimeProvider.System, _postfix.Authority, new SmtpTimeouts());

    private MailOptions Options(MailSecurity security, Action<MailOptions>? change = null) =>
        Mails.Options(security == MailSecurity.StartTls ? _postfix.StartTlsPort : _postfix.TlsPort, options =>
        {
            (options.Host, options.Security, options.User, options.Password) = ("localhost", security, "survey@survey.example", "right");
            change?.Invoke(options);
        });
}
