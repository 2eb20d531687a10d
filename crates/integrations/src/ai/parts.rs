//! What the parts of a topic or session are, said to a model.

use magnetiq_shared::ai::TextPart;

/// What is to be written.
pub(super) fn brief(part: TextPart) -> &'static str {
    match part {
        TextPart::Summary => {
            "A summary for a card: one or two sentences, 200 characters at most. Says what people will learn."
        }
        TextPart::Description => {
            "A description for the page: two to four short paragraphs. What the problem is, what is shown, what people \
             take home."
        }
        TextPart::LearningObjectives => {
            "Learning objectives: three to five, one each line, without numbers or bullets. Each begins with what \
             people can do afterwards and has 12 words at most."
        }
        TextPart::Prerequisites => {
            "Prerequisites: one or two sentences on what people should know or have. If nothing is needed, say so."
        }
        TextPart::Audience => {
            "The audience: one or two sentences that name the roles and trades it is for, and why."
        }
        TextPart::MetaTitle => {
            "A title for search engines: 60 characters at most, the most important words first, without the name of \
             a company."
        }
        TextPart::MetaDescription => {
            "A description for search engines: one or two sentences, 155 characters at most, that make people want to \
             read on."
        }
        TextPart::Keywords => {
            "Keywords: five to eight that people would search for, one each line, without numbers or bullets."
        }
        TextPart::SocialPost => {
            "A post for a professional network: 600 characters at most. Begins with the problem, says what people \
             take home, ends by inviting them to register. Three hashtags at most, no emoji, no link."
        }
    }
}

/// The name of a part in the first line of a prompt.
pub(super) fn name(part: TextPart) -> &'static str {
    match part {
        TextPart::Summary => "summary",
        TextPart::Description => "description",
        TextPart::LearningObjectives => "learning objectives",
        TextPart::Prerequisites => "prerequisites",
        TextPart::Audience => "audience",
        TextPart::MetaTitle => "meta title",
        TextPart::MetaDescription => "meta description",
        TextPart::Keywords => "keywords",
        TextPart::SocialPost => "social post",
    }
}
