namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>Interactions as Discord sends them.</summary>
static class Interactions
{
    public const string Press = """
        {"id":"100","application_id":"22","type":3,"token":"aaa.bbb-ccc","version":1,"guild_id":"5","channel_id":"6",
         "channel":{"id":"6","type":0,"name":"aws-prep","flags":0},"message":{"id":"200","flags":0,"content":"Which?","author":{"id":"11"}},
         "member":{"user":{"id":"7","username":"ana","global_name":"Ana"},"nick":null,"roles":["8"],"permissions":"2147483647"},
         "data":{"custom_id":"answer:1:b","component_type":2,"id":3},"app_permissions":"18014398509481983","locale":"de","context":0,
         "entitlements":[],"authorizing_integration_owners":{"0":"5"},"something_new":{"x":[1,2]}}
        """;

    public const string Command = """
        {"id":"101","application_id":"22","type":2,"token":"t","version":1,"guild_id":"5","channel_id":"6",
         "member":{"user":{"id":"7","username":"ana"},"roles":[],"permissions":"32"},
         "data":{"id":"9","name":"prep","type":1,"options":[{"type":1,"name":"quiz","options":[
           {"type":3,"name":"topic","value":"s3","focused":true},{"type":4,"name":"count","value":5},{"type":7,"name":"channel","value":"6"}]}],
           "resolved":{"channels":{"6":{"id":"6","type":0,"name":"aws-prep","permissions":"2048"}},"users":{},"members":{}}}}
        """;

    public const string Form = """
        {"id":"102","application_id":"22","type":5,"token":"t","version":1,"user":{"id":"7","username":"ana"},
         "data":{"custom_id":"open:1","components":[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"text","value":"because"}}]}}
        """;

    public const string LegacyForm = """
        {"id":"102","application_id":"22","type":5,"token":"t","version":1,"user":{"id":"7","username":"ana"},
         "data":{"custom_id":"open:1","components":[{"type":1,"components":[{"type":4,"custom_id":"text","value":"because"}]}]}}
        """;
}
