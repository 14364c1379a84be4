package io.autoimport.spring.documentation;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.stream.Stream;

/** What an expression of the sources says to a reader: its literals, with … for what is put between them. */
final class SourceText {

    private static final String OPEN = "…";

    private SourceText() {}

    /** The texts that an expression can have; none if it has no literal of its own. */
    static List<String> of(ExpressionTree expression) {
        if (expression instanceof ParenthesizedTree inner) {
            return of(inner.getExpression());
        }
        if (expression instanceof ConditionalExpressionTree choice) {
            return Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
                    .flatMap(branch -> of(branch).stream())
                    .toList();
        }
        if (expression instanceof MethodInvocationTree call
                && nameOf(call).equals("formatted")
                && call.getMethodSelect() instanceof MemberSelectTree member) {
            return of(member.getExpression());
        }
        return hasLiteral(expression) ? List.of(tidy(written(expression))) : List.of();
    }

    /** As it is compared: placeholders as …, and none at the ends. */
    static String core(String text) {
        return tidy(text).replaceAll("^[… ]+|[… ]+$", "");
    }

    private static String tidy(String text) {
        return text.replaceAll("\\{}|%\\d*\\$?[sd]|%n", OPEN)
                .replaceAll("\\s+", " ")
                .replaceAll("…(?: ?…)+", OPEN)
                .strip();
    }

    static boolean isSum(Tree expression) {
        return expression != null && expression.getKind() == Tree.Kind.PLUS && hasLiteral(expression);
    }

    /** What a sum consists of, but for its literals. */
    static List<Tree> partsOf(Tree expression) {
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return Stream.of(sum.getLeftOperand(), sum.getRightOperand())
                    .flatMap(operand -> partsOf(operand).stream())
                    .toList();
        }
        return expression instanceof LiteralTree ? List.of() : List.of(expression);
    }

    private static boolean hasLiteral(Tree expression) {
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return hasLiteral(sum.getLeftOperand()) || hasLiteral(sum.getRightOperand());
        }
        return expression instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private static String written(Tree expression) {
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return written(sum.getLeftOperand()) + written(sum.getRightOperand());
        }
        return expression instanceof LiteralTree literal && literal.getValue() instanceof String text ? text : OPEN;
    }

    /** The name of the method that is called. */
    static String nameOf(MethodInvocationTree call) {
        ExpressionTree method = call.getMethodSelect();
        if (method instanceof MemberSelectTree member) {
            return member.getIdentifier().toString();
        }
        return method instanceof IdentifierTree own ? own.getName().toString() : "";
    }

    /** What the method is called on, as it is written; empty for one of its own. */
    static String receiverOf(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree member
                ? member.getExpression().toString()
                : "";
    }
}
