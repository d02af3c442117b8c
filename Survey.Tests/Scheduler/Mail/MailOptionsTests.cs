using Survey.Db.Waves.Sampling;
using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Mail;

public sealed class MailOptionsTests
{
    [Test]
    public void A_password_or_a_token_signs_in_and_not_both() =>
        Assert.Multiple(() =>
        {
            Assert.That(Problem(options => options.User = "survey"), Does.Contain("Mail:User").And.Contain("go together"));
            Assert.That(Problem(options => options.TokenCommand = "token"), Does.Contain("go together"));
            Assert.That(
                Problem(options => (options.User, options.Password, options.TokenCommand) = ("survey", "right", "token")),
                Does.Contain("both set")
            );
            Assert.That(Problem(options => (options.User, options.TokenCommand) = ("survey", "token")), Is.Null);
        });

    [TestCase("mail.example.org", null)]
    [TestCase("[192.0.2.1]", null)]
    [TestCase("mail example", "Mail:HelloName 'mail example'")]
    public void The_name_in_EHLO_is_a_host_name(string name, string? problem) =>
        Assert.That(Problem(options => options.HelloName = name), problem is null ? Is.Null : Does.Contain(problem));

    [Test]
    public void A_signature_needs_all_three_settings_and_a_key_that_can_be_read()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "no key");

        Assert.That(Problem(options => options.Dkim = new DkimOptions { Domain = "example.org" }), Does.Contain("all three or none"));
        foreach (var key in new[] { file, "missing.pem" })
        {
            var problem = Problem(options =>
                options.Dkim = new DkimOptions
                {
                    Domain = "example.org",
                    Selector = "s1",
                    KeyFile = key,
                }
            );
            Assert.That(problem, Does.Contain("Mail:Dkim:KeyFile").And.Contain(key));
        }
        File.Delete(file);
    }

    private static string? Problem(Action<MailOptions> change) =>
        new MailOptionsCheck().Validate(null, Mails.Options(25, change)).FailureMessage;
}
