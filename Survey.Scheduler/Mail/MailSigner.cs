using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Survey.Db.Waves.Sampling;

namespace Survey.Scheduler.Mail;

/// <summary>Signs mails by DKIM (RFC 6376; Ed25519: RFC 8463).</summary>
internal sealed class MailSigner
{
    private static readonly HeaderId[] Headers =
    [
        HeaderId.From,
        HeaderId.To,
        HeaderId.Subject,
        HeaderId.Date,
        HeaderId.MessageId,
        HeaderId.InReplyTo,
        HeaderId.References,
        HeaderId.MimeVersion,
        HeaderId.ContentType,
        HeaderId.AutoSubmitted,
        HeaderId.ListUnsubscribe,
        HeaderId.ListUnsubscribePost,
    ];

    private readonly DkimSigner _signer;

    private MailSigner(DkimSigner signer) => _signer = signer;

    /// <returns>Null: Mail:Dkim is not set.</returns>
    /// <exception cref="InvalidOperationException">The key file cannot be used; the message names the file.</exception>
    public static MailSigner? Load(DkimOptions options)
    {
        if (string.IsNullOrEmpty(options.KeyFile))
        {
            return null;
        }
        try
        {
            var key = ReadKey(options.KeyFile);
            var algorithm = key is Ed25519PrivateKeyParameters ? DkimSignatureAlgorithm.Ed25519Sha256 : DkimSignatureAlgorithm.RsaSha256;
            return new MailSigner(
                new DkimSigner(key, options.Domain!, options.Selector!, algorithm)
                {
                    HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                    BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                }
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"Mail:Dkim:KeyFile '{options.KeyFile}' can't be read as a private key in PEM (RSA or Ed25519): {problem.Message}",
                problem
            );
        }
    }

    public void Sign(MimeMessage message)
    {
        message.Prepare(EncodingConstraint.SevenBit);
        _signer.Sign(message, [.. Headers.Where(header => message.Headers.Contains(header) || message.Body!.Headers.Contains(header))]);
    }

    private static AsymmetricKeyParameter ReadKey(string file)
    {
        using var text = File.OpenText(file);
        return new PemReader(text).ReadObject() switch
        {
            AsymmetricCipherKeyPair pair => pair.Private,
            AsymmetricKeyParameter { IsPrivate: true } key => key,
            _ => throw new FormatException("It holds no private key."),
        };
    }
}
