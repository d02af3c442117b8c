namespace Survey.Db.Csv;

/// <summary>What the first line of a file tells about the rest.</summary>
internal static class FirstLine
{
    /// <summary>The separator that the header uses more often. The stream is where it was afterwards.</summary>
    /// <exception cref="RefusedException">The file is UTF-16 or UTF-32.</exception>
    public static char Separator(Stream stream)
    {
        var start = stream.Position;
        var buffer = new byte[16 * 1024];
        var bytes = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        stream.Position = start;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            throw new RefusedException("line 1: this is UTF-16, not UTF-8: save the file as CSV UTF-8");
        }
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        var line = end < 0 ? bytes : bytes[..end];
        return line.Count((byte)';') > line.Count((byte)',') ? ';' : ',';
    }
}
