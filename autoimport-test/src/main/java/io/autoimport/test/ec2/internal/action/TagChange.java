package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code CreateTags} and {@code DeleteTags}: changes the tags of instances and images. */
final class TagChange implements Action {

    private final Change change;

    private TagChange(Change change) {
        this.change = change;
    }

    private interface Change {
        Map<String, String> apply(Map<String, String> before, Call call);
    }

    static TagChange create() {
        return new TagChange((before, call) -> {
            Map<String, String> after = new LinkedHashMap<>(before);
            after.putAll(TagParameters.read(call.parameters()));
            return after;
        });
    }

    /** A tag that is named without a value goes whatever its value; without any tag named, all of them go. */
    static TagChange delete() {
        return new TagChange((before, call) -> {
            Map<String, String> after = new LinkedHashMap<>(before);
            call.parameters().items("Tag").forEach(tag -> {
                String value = tag.find("Value");
                if (value == null || value.equals(before.get(tag.text("Key")))) {
                    after.remove(tag.text("Key"));
                }
            });
            return call.parameters().items("Tag").isEmpty() ? Map.of() : after;
        });
    }

    @Override
    public XmlWriter.Content perform(Call call) {
        call.parameters().required("ResourceId.1");
        List<String> ids = call.parameters().list("ResourceId");
        UnaryOperator<Map<String, String>> tagged = before -> change.apply(before, call);
        ids.forEach(id -> requireRoom(tagged.apply(tagsOf(call, id))));
        call.endIfDryRun();
        ids.forEach(id -> {
            call.instances().change(id, instance -> instance.withTags(tagged.apply(instance.tags())));
            call.images().change(id, image -> image.withTags(tagged.apply(image.tags())));
        });
        return xml -> xml.flag("return", true);
    }

    private static void requireRoom(Map<String, String> tags) {
        if (tags.size() > TagParameters.MOST_TAGS) {
            throw ApiException.badRequest(
                    "TagLimitExceeded", "The maximum number of tags for a resource is " + TagParameters.MOST_TAGS);
        }
    }

    private static Map<String, String> tagsOf(Call call, String id) {
        if (id.startsWith("ami-")) {
            return ImageIds.find(call, id).tags();
        }
        if (id.startsWith("i-")) {
            return InstanceIds.find(call, List.of(id)).get(0).tags();
        }
        throw ApiException.badRequest("InvalidID", "The ID '" + id + "' is not valid");
    }
}
