import { Button, Text } from '@backstage/ui';
import { RiAddLine, RiArrowDownLine, RiArrowUpLine, RiDeleteBinLine } from '@remixicon/react';
import type { ArrayFieldTemplateProps, FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils';
import { FieldErrors } from './FieldErrors';
import styles from './templates.module.css';

/** The place of one field. Single values draw their own label and errors; hidden ones stay in the form unseen. */
export function FieldTemplate({ id, hidden, children, schema, rawErrors }: FieldTemplateProps) {
  const isGroup = schema.type === 'object' || (schema.type === 'array' && !drawsItself(schema));
  return (
    <div hidden={hidden}>
      {children}
      {isGroup && <FieldErrors id={`${id}-errors`} errors={rawErrors ?? []} />}
    </div>
  );
}

/** Lists of given values are drawn by one widget, as a single value is. */
function drawsItself({ items }: FieldTemplateProps['schema']): boolean {
  return typeof items === 'object' && !Array.isArray(items) && items.enum !== undefined;
}

/** Fields that belong together; the outermost group needs no frame. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { idSchema, title, description, properties, schema, onAddClick } = props;
  const fields = (
    <div className={styles['fields']}>
      {properties.map((element) => (
        <div key={element.name} hidden={element.hidden}>
          {element.content}
        </div>
      ))}
      {schema.additionalProperties !== undefined && schema.additionalProperties !== false && (
        <div>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiAddLine />}
            onPress={() => onAddClick(schema)()}
          >
            Add a field
          </Button>
        </div>
      )}
    </div>
  );
  if (idSchema.$id === 'root') {
    return fields;
  }
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{title}</legend>
      <Help description={description} />
      {fields}
    </fieldset>
  );
}

/** A list whose entries can be added, moved and removed. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, disabled, readonly, uiSchema, schema } = props;
  const locked = Boolean(disabled ?? false) || Boolean(readonly ?? false);
  const label = uiSchema?.['ui:title'] ?? title;
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      <Help description={schema.description} />
      <ol className={styles['entries']}>
        {items.map((item) => (
          <li key={item.key} className={styles['entry']}>
            <div className={styles['entryBody']}>{item.children}</div>
            <div className={styles['entryButtons']}>
              {item.hasMoveUp && (
                <Button
                  size="small"
                  variant="tertiary"
                  aria-label={`Move entry ${item.index + 1} up`}
                  iconStart={<RiArrowUpLine />}
                  onPress={() => item.onReorderClick(item.index, item.index - 1)()}
                />
              )}
              {item.hasMoveDown && (
                <Button
                  size="small"
                  variant="tertiary"
                  aria-label={`Move entry ${item.index + 1} down`}
                  iconStart={<RiArrowDownLine />}
                  onPress={() => item.onReorderClick(item.index, item.index + 1)()}
                />
              )}
              {item.hasRemove && (
                <Button
                  size="small"
                  variant="tertiary"
                  isDisabled={locked}
                  aria-label={`Remove entry ${item.index + 1}`}
                  iconStart={<RiDeleteBinLine />}
                  onPress={() => item.onDropIndexClick(item.index)()}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
      {canAdd && (
        <div>
          <Button
            size="small"
            variant="secondary"
            isDisabled={locked}
            iconStart={<RiAddLine />}
            onPress={() => onAddClick()}
          >
            Add an entry
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function Help({ description }: { description: unknown }) {
  return typeof description === 'string' && description !== '' ? (
    <div className={styles['help']}>
      <Text as="p" color="secondary" variant="body-small">
        {description}
      </Text>
    </div>
  ) : null;
}
