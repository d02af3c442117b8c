using System.Diagnostics;
using Survey.Db.Waves.Sampling;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Mail;

public sealed class MailSignatureTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("survey-dkim-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("rsa", "2048")]
    [TestCase("ed25519", null)]
    public async Task An_independent_verifier_accepts_the_signature_and_notices_a_change(string kind, string? bits)
    {
        var key = Path.Combine(_folder, "key.pem");
        Run(
            "openssl",
            ["genpkey", "-algorithm", kind, "-out", key, .. bits is null ? (string[])[] : ["-pkeyopt", $"rsa_keygen_bits:{bits}"]]
        );
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port, options => options.Dkim = new DkimOptions
            {
                Domain = "survey.example",
                Selector = "s1",
                KeyFile = key,
            });

        await transport.SendAsync(Mails.To("paivi@example.org", "Päivi Mäkäräinen") with { InReplyTo = Guid.NewGuid() }, default);

        var mail = Directory.GetFiles(server.Folder, "*.eml").Single();
        Assert.That(Verify(mail, Record(kind, key)), Is.EqualTo("valid"));
        File.WriteAllText(
            mail,
            File.ReadAllText(mail)
                .Replace("List-Unsubscribe: <https://survey", "List-Unsubscribe: <https://other", StringComparison.Ordinal)
        );
        Assert.That(Verify(mail, Record(kind, key)), Is.EqualTo("invalid"), "the signature covers the address that opts out");
    }

    /// <summary>What the DNS would say. For Ed25519 the key is its last 32 bytes (RFC 8463, 4.2).</summary>
    private static string Record(string kind, string key)
    {
        var publicKey = Convert.FromBase64String(
            string.Concat(Run("openssl", ["pkey", "-in", key, "-pubout"]).Split('\n').Where(line => !line.StartsWith('-')))
        );
        return $"v=DKIM1; k={kind}; p={Convert.ToBase64String(kind == "ed25519" ? publicKey[^32..] : publicKey)}";
    }

    private static string Verify(string mail, string record) =>
        Run("/usr/bin/python3", [Path.Combine(Repository.Root, "Survey.Tests", "Scheduler", "Mail", "verify_dkim.py"), mail, record])
            .Trim();

    private static string Run(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {error}");
    }
}
