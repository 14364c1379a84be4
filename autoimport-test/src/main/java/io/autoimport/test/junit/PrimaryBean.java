package io.autoimport.test.junit;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * A bean that takes precedence over all the application has of its kind, unless one of those is primary itself. It is added when
 * all others are known, so nothing backs off to it.
 *
 * @param name the name of the bean
 * @param kind the type that it takes precedence in
 * @param type its own type
 * @param instance makes it
 */
record PrimaryBean<T>(String name, Class<? super T> kind, Class<T> type, Supplier<T> instance)
        implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        RootBeanDefinition bean = new RootBeanDefinition(type, instance);
        bean.setPrimary(Stream.of(beans.getBeanNamesForType(kind, true, false))
                .noneMatch(other -> beans.containsBeanDefinition(other)
                        && beans.getBeanDefinition(other).isPrimary()));
        ((BeanDefinitionRegistry) beans).registerBeanDefinition(name, bean);
    }
}
