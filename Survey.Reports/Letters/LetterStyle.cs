namespace Survey.Reports.Letters;

/// <summary>Inline styles: mail programs drop most others.</summary>
internal static class LetterStyle
{
    private const string Font = "font-family:Arial,Helvetica,'Liberation Sans',sans-serif;";

    public const string Page = "margin:0;padding:0;background-color:#f4f6f8;-webkit-text-size-adjust:100%;";
    public const string Card = "width:100%;max-width:600px;background-color:#ffffff;border:1px solid #d5dce3;border-radius:6px;";
    public const string Inside = "padding:28px 24px 24px 24px;word-break:break-word;overflow-wrap:anywhere;";
    public const string Hidden =
        "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#f4f6f8;";
    public const string Title = Font + "margin:0 0 16px 0;font-size:22px;line-height:28px;font-weight:bold;color:#1c2530;";
    public const string Text = Font + "margin:0 0 16px 0;font-size:16px;line-height:24px;color:#1c2530;";
    public const string Lead = Font + "margin:0 0 6px 0;font-size:16px;line-height:24px;color:#1c2530;";
    public const string List = Font + "margin:0 0 16px 0;padding:0 0 0 22px;font-size:16px;line-height:23px;color:#1c2530;";
    public const string ListItem = "margin:0 0 6px 0;";
    public const string Small = Font + "margin:0 0 10px 0;font-size:13px;line-height:19px;color:#52606d;";
    public const string Heading = Font + "margin:0 0 6px 0;font-size:17px;line-height:24px;font-weight:bold;color:#1c2530;";
    public const string Service = Font + "margin:16px 0 2px 0;font-size:16px;line-height:22px;font-weight:bold;color:#1c2530;";
    public const string Question = Font + "margin:0 0 10px 0;font-size:14px;line-height:20px;color:#52606d;";
    public const string News = "padding:14px 16px 4px 16px;background-color:#f4f6f8;border-left:4px solid #0b5c8a;";
    public const string Quote =
        Font + "margin:0 0 16px 0;padding:2px 0 2px 14px;border-left:3px solid #0b5c8a;font-size:16px;line-height:24px;color:#1c2530;";
    public const string Link = "color:#0b5c8a;text-decoration:underline;word-break:break-word;overflow-wrap:anywhere;";

    /// <summary>Outlook shows mails with Word, which supports padding of cells only, under this name.</summary>
    public const string ButtonCell = "mso-padding-alt:15px 34px;border-radius:6px;background-color:#0b5c8a;text-align:center;";

    public const string Button =
        Font
        + "display:inline-block;padding:15px 34px;font-size:18px;line-height:24px;font-weight:bold;"
        + "color:#ffffff;text-decoration:none;border-radius:6px;border:1px solid #0b5c8a;";

    public const string RatingCell = "mso-padding-alt:10px 14px;background-color:#ffffff;border:1px solid #7f96a8;border-radius:6px;";

    public const string Rating =
        Font + "display:block;padding:10px 14px;font-size:16px;line-height:22px;color:#0b5c8a;text-decoration:none;border-radius:6px;";

    public const string RatingNumber = "padding-right:8px;font-size:18px;";

    public const string RatingGap = "height:5px;font-size:1px;line-height:5px;";

    /// <summary>On white, also in dark mode: the picture has dark letters.</summary>
    public const string Picture =
        "display:block;width:100%;max-width:552px;height:auto;margin:0 0 16px 0;border:0;background-color:#ffffff;";

    public const string Line = "border-top:1px solid #d5dce3;font-size:1px;line-height:1px;";
}
