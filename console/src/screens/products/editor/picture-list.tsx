import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { useWords } from '../../../language.tsx'
import { Picture } from '../../../parts/picture.tsx'
import { useUpload } from './upload.ts'

type PictureListProps = { value?: string[]; onChange?: (pictures: string[]) => void; id?: string; most?: number }

export function PictureList({ value = [], onChange, id, most = 9 }: PictureListProps) {
  const { editor, remove } = useWords()
  const { upload, sending } = useUpload()
  const add = async (file: File) => {
    const kept = await upload(file)
    if (kept) onChange?.([...value, kept.path])
  }
  return (
    <div className="pictures" id={id}>
      {value.map((path, place) => (
        <div key={path} className="picture-slot">
          <Picture path={path} size={96} />
          <Button
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${remove} ${place + 1}`}
            onClick={() => onChange?.(value.filter((each) => each !== path))}
          />
        </div>
      ))}
      {value.length < most && (
        <Upload
          accept="image/png,image/jpeg,image/webp"
          showUploadList={false}
          beforeUpload={(file) => {
            void add(file)
            return false
          }}
        >
          <Button className="picture-add" icon={<PlusOutlined />} loading={sending} data-testid="add-picture">
            {editor.addPicture}
          </Button>
        </Upload>
      )}
    </div>
  )
}
