using System.Text;

namespace AwsPrepBot.Terminal.Tests.Fakes;

/// <summary>A pipe whose reader has gone.</summary>
sealed class ClosedOutput : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("Broken pipe");
}
