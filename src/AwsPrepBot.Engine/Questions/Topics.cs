namespace AwsPrepBot.Engine.Questions;

/// <summary>How topics are written for people.</summary>
public static class Topics
{
    static readonly Dictionary<string, string> ProperNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["s3"] = "S3", ["ec2"] = "EC2", ["ebs"] = "EBS", ["efs"] = "EFS", ["vpc"] = "VPC", ["iam"] = "IAM", ["rds"] = "RDS",
        ["elb"] = "ELB", ["ecs"] = "ECS", ["eks"] = "EKS", ["sqs"] = "SQS", ["sns"] = "SNS", ["kms"] = "KMS", ["waf"] = "WAF",
        ["dynamodb"] = "DynamoDB", ["cloudfront"] = "CloudFront", ["cloudformation"] = "CloudFormation",
        ["cloudtrail"] = "CloudTrail", ["cloudwatch"] = "CloudWatch", ["route53"] = "Route 53", ["api-gateway"] = "API Gateway",
        ["systems-manager"] = "Systems Manager", ["eventbridge"] = "EventBridge", ["step-functions"] = "Step Functions",
    };

    /// <summary>The service's own spelling, else the word with a capital: <c>s3</c> is <c>S3</c>, <c>cost</c> is <c>Cost</c>.</summary>
    public static string Name(string topic) =>
        ProperName(topic) is { } name ? name
        : topic.Length == 0 ? topic
        : char.ToUpperInvariant(topic[0]) + topic[1..].Replace('-', ' ');

    /// <summary>The service's own spelling; null for a word that is no service's name.</summary>
    internal static string? ProperName(string word) => ProperNames.GetValueOrDefault(word);
}
